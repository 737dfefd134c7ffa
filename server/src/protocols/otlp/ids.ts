const zeros = /^0+$/;

/** Some exporters write a parent of zeros where there is none. */
export const isZeros = (id: string): boolean => id !== '' && id.charCodeAt(0) === 48 && zeros.test(id);
