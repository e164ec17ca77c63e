"""What the demonstration adds to pages."""
