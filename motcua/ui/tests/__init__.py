"""What a reader, a keyboard and a screen reader may rely on."""
