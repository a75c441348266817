"""What is kept on disk: the event log (this room is its only writer) and the recordings of visits."""
