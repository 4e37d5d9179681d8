"""Trains the model of this example: softmax regression on Fisher's iris data.

Only the standard library is used, and nothing is random: the same iris.csv always gives the same model/iris.json.

    python3 train.py
"""

import csv
import json
import math
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
FEATURES = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
STEPS = 1500
LEARNING_RATE = 0.5
# Pulls the weights towards zero, so that probabilities stay honest where the species overlap.
WEIGHT_DECAY = 0.001
# Digits that are kept: more than the model needs, fewer than may differ between C libraries.
DIGITS = 4


def main():
    flowers, labels = read_flowers(HERE / "iris.csv")
    species = sorted(set(labels))
    mean, deviation = describe(flowers)
    rows = [standardize(flower, mean, deviation) for flower in flowers]
    weights = train(rows, [species.index(label) for label in labels], len(species))
    model = {
        "features": FEATURES,
        "species": species,
        "mean": rounded(mean),
        "deviation": rounded(deviation),
        "weights": [rounded(row) for row in weights],
    }
    path = HERE / "model" / "iris.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")
    print(f"accuracy {accuracy(model, flowers, labels):.3f} on {len(flowers)} flowers, written to {path.name}")


def read_flowers(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [[float(row[feature]) for feature in FEATURES] for row in rows], [row["species"] for row in rows]


def describe(flowers):
    """Mean and standard deviation of every feature."""
    columns = list(zip(*flowers))
    mean = [sum(column) / len(column) for column in columns]
    deviation = [
        math.sqrt(sum((value - middle) ** 2 for value in column) / len(column))
        for column, middle in zip(columns, mean)
    ]
    return mean, deviation


def standardize(flower, mean, deviation):
    """The features on one scale, and a constant 1 for the bias."""
    return [(value - m) / d for value, m, d in zip(flower, mean, deviation)] + [1.0]


def train(rows, targets, classes):
    """Gradient descent over all flowers at once."""
    weights = [[0.0] * len(rows[0]) for _ in range(classes)]
    for _ in range(STEPS):
        gradient = [[WEIGHT_DECAY * weight for weight in row] for row in weights]
        for row, target in zip(rows, targets):
            for k, probability in enumerate(probabilities(weights, row)):
                error = (probability - (k == target)) / len(rows)
                for j, value in enumerate(row):
                    gradient[k][j] += error * value
        for k, row in enumerate(gradient):
            for j, slope in enumerate(row):
                weights[k][j] -= LEARNING_RATE * slope
    return weights


def probabilities(weights, row):
    scores = [sum(w * value for w, value in zip(class_weights, row)) for class_weights in weights]
    highest = max(scores)
    exponentials = [math.exp(score - highest) for score in scores]
    return [value / sum(exponentials) for value in exponentials]


def accuracy(model, flowers, labels):
    right = 0
    for flower, label in zip(flowers, labels):
        found = probabilities(model["weights"], standardize(flower, model["mean"], model["deviation"]))
        right += model["species"][found.index(max(found))] == label
    return right / len(flowers)


def rounded(values):
    return [round(value, DIGITS) for value in values]


if __name__ == "__main__":
    main()
