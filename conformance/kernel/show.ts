export { show } from '../client/show.js';
