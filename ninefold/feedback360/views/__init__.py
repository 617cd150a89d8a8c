"""Pages of commissioning a feedback round."""
