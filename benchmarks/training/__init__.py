"""Learns what the mapping is not told: the network, kinds of statements, confidence."""
