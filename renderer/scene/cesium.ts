// The build aliases `cesium` to this module: resium imports one widget by name, and the whole package needs eval, which
// our policy forbids. CesiumWidget is our root component; nobody makes a Viewer.
export * from '@cesium/engine';
export class Viewer {}
