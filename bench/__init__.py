"""How fast the platform is, measured on generated data, apart from any register."""
