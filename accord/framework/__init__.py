"""What the Region asks for: plan, axes, actions, model agreement, missions."""
