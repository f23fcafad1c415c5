"""What is typed about the texts of agreements. Saving it is the actions' business."""
