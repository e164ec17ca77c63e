"""Django's formats by language; only Vietnamese is spoken here."""
