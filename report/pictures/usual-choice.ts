/**
 * What becomes of a file's hidden data where nobody says otherwise, by its media type: taking out protects; what it is
 * not made for keeps what it has.
 */
export const usualHiddenData = (type: string): 'removed' | 'kept' =>
  /^image\/(jpeg|png|webp)$/.test(type) ? 'removed' : 'kept';
