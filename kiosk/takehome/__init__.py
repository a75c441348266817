"""What visitors take home: a page for their telephones and a card to print, both from content and nothing else."""
