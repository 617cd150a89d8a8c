"""What a feedback round is, in plain Python: no database, no clock (pass `now` or `today` in)."""
