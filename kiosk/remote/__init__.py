"""A phone in the hall's own network conducts the visit: imported only when staff have opened it on the screen."""
