// The script of the page under test.
import { connect } from './client.js';

window.connect = (...where) => {
  window.client = connect(...where);
};
