"""What is lost in one place of a filing and stands in others: how much is told from there."""
