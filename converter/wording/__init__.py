"""How words are read: captions as canonical words, their patterns, and statements' titles."""
