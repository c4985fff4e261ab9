"""The measures: what is read rightly, and what it takes in time and memory."""
