"""The commands, by who gives them: `hall` opens it, `content` looks after it, `records` reads what it kept."""
