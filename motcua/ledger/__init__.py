"""What happened (facts), who listens (subscriptions), and what counts up (number series)."""
