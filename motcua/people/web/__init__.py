"""The pages of accounts: sign-in and sign-out, by django-allauth."""
