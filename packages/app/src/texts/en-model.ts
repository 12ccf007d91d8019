// Words of page Model.

export const model = {
  title: "Model",
};
