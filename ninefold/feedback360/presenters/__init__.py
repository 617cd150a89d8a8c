"""What pages of a round show, ready to print."""
