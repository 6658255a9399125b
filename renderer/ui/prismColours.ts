/** Four classes from little to much, told apart without hue as well: each is lighter than the one before. */
export const PRISM_COLOURS = ['#2f6690', '#2f9aa0', '#84c98b', '#f3e26b'] as const;
