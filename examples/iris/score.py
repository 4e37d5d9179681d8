"""Scores iris flowers. The service calls init() once and run() for every request."""

import json
import math
import os

model = None


def init():
    """Loads the model. AZUREML_MODEL_DIR is the folder of the registered model."""
    global model
    path = os.path.join(os.environ["AZUREML_MODEL_DIR"], "iris.json")
    with open(path, encoding="utf-8") as file:
        model = json.load(file)
    print(f"Loaded {path}: {', '.join(model['species'])}")


def run(data):
    """Takes {"data": [[sepal length, sepal width, petal length, petal width], ...]}, in centimetres."""
    flowers = json.loads(data)["data"]
    return {"predictions": [predict(flower) for flower in flowers]}


def predict(flower):
    if len(flower) != len(model["features"]):
        raise ValueError(f"A flower has {len(model['features'])} numbers ({', '.join(model['features'])}).")
    row = [(value - mean) / deviation for value, mean, deviation in zip(flower, model["mean"], model["deviation"])]
    scores = [sum(w * value for w, value in zip(weights, row + [1.0])) for weights in model["weights"]]
    highest = max(scores)
    exponentials = [math.exp(score - highest) for score in scores]
    probabilities = {
        species: round(value / sum(exponentials), 4) for species, value in zip(model["species"], exponentials)
    }
    return {"species": max(probabilities, key=probabilities.get), "probabilities": probabilities}
