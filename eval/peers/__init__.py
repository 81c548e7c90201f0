"""Other ways to find text, on the same pages and with the same embedding model, so that ours has company."""
