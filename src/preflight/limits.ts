/** Bytes of a gigabyte as Azure counts memory and images. */
export const GIGABYTE = 1_073_741_824;

/**
 * A model must be smaller than this, in bytes; each model counts alone. The documentation says "under 1 GB".
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md`.
 */
export const MODEL_BYTES_LIMIT = GIGABYTE;

/**
 * Models of one deployment, at most.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md`.
 */
export const MODELS_LIMIT = 1000;

/**
 * An image, at most, in bytes (15 GB).
 * Source: `MicrosoftDocs/azure-docs:articles/container-instances/container-instances-resource-and-quota-limits.md`.
 */
export const IMAGE_BYTES_LIMIT = 15 * GIGABYTE;

/**
 * Memory is recommended to be this many times what the models need.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md` (150 %).
 */
export const MEMORY_PER_MODEL_BYTE = 1.5;
