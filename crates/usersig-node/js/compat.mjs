import compat from "./compat.js";

export const { Api } = compat;
export default compat;
