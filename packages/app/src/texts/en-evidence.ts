// Words of page Evidence.

export const evidence = {
  title: "Evidence",
};
