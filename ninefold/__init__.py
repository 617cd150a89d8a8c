"""Leadership development for health and care: explore, self-assess, confidential 360-degree feedback, facilitation, CPD."""

__version__ = "0.1.0"
