"""Views of the rating form."""
