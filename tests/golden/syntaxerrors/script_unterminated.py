message = "no end
print(message)
