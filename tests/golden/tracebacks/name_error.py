def compute_area(width, height):
    return width * heigth


compute_area(1, 2)
