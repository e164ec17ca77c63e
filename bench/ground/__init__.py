"""What measurements share: how time is taken and told, and the province they are taken in."""
