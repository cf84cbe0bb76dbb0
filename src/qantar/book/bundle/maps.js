// The live charts with maps: pages without one need not fetch their projections.
import {transforms} from 'vega-dataflow';
import {extend} from 'vega-util';
import {geojson, geopoint, geoshape, projection} from 'vega-geo';
import './charts.js';

extend(transforms, {geojson, geopoint, geoshape, projection});
