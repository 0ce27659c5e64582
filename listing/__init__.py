"""The skill's page in the store: its words, its icons, what an operator fills in, and the manifest made of them."""
