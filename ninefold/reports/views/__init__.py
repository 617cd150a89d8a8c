"""Pages of a feedback report, what the facilitator does with it, and copies to take away."""
