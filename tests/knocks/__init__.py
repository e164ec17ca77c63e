"""What happens to the product when it is knocked about."""
