"""What a clinician reads and signs: everything medical in one document, and whose signature stands under what."""
