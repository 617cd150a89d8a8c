"""The rating form: from a rater's link to 'thank you', a page at a time, without an account."""
