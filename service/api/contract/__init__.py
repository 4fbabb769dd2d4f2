"""What the routes share: parameters as they are asked with, shapes and problems as they answer with."""
