"""Messages to people (thông báo): in the app, and by e-mail where they have an address."""
