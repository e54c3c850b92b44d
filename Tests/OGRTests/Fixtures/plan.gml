<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     gml:id="aFeatureCollection"
     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="http://ogr.maptools.org/ plan.xsd"
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml/3.2">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4546"><gml:lowerCorner>2692498.952 552554.083</gml:lowerCorner><gml:upperCorner>2692884.38 552982.963</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                                         
  <ogr:featureMember>
    <ogr:plan gml:id="plan.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4546"><gml:lowerCorner>2692757.802 552826.093</gml:lowerCorner><gml:upperCorner>2692884.38 552982.963</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geom><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4546" gml:id="plan.geom.0"><gml:exterior><gml:LinearRing><gml:posList>2692852.047 552826.093 2692757.802 552849.137 2692790.523 552982.963 2692832.073 552981.597 2692875.025 552979.892 2692884.38 552967.709 2692861.957 552868.121 2692852.047 552826.093</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geom>
      <ogr:DKBH>L18-01</ogr:DKBH>
      <ogr:YDXZ>一类工业用地</ogr:YDXZ>
      <ogr:MJ>14103.41</ogr:MJ>
      <ogr:PFSJ>2019-09-02</ogr:PFSJ>
    </ogr:plan>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:plan gml:id="plan.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4546"><gml:lowerCorner>2692596.79 552554.083</gml:lowerCorner><gml:upperCorner>2692799.418 552662.829</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geom><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4546" gml:id="plan.geom.1"><gml:exterior><gml:LinearRing><gml:posList>2692768.992 552554.083 2692713.201 552557.546 2692596.79 552563.747 2692616.685 552645.114 2692621.017 552662.829 2692720.052 552638.614 2692799.418 552619.209 2692796.36 552607.832 2692784.231 552564.887 2692784.23 552564.887 2692768.992 552554.083</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geom>
      <ogr:DKBH>L18-02</ogr:DKBH>
      <ogr:YDXZ>科研用地</ogr:YDXZ>
      <ogr:MJ>15426.53</ogr:MJ>
      <ogr:PFSJ>2019-09-02</ogr:PFSJ>
    </ogr:plan>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:plan gml:id="plan.2">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4546"><gml:lowerCorner>2692498.952 552563.747</gml:lowerCorner><gml:upperCorner>2692616.685 552667.948</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geom><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4546" gml:id="plan.geom.2"><gml:exterior><gml:LinearRing><gml:posList>2692596.79 552563.747 2692592.614 552563.969 2692498.952 552568.378 2692523.297 552667.948 2692616.685 552645.114 2692596.79 552563.747</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geom>
      <ogr:DKBH>L18-03</ogr:DKBH>
      <ogr:YDXZ>二类工业用地</ogr:YDXZ>
      <ogr:MJ>8951.93</ogr:MJ>
      <ogr:PFSJ xsi:nil="true"/>
    </ogr:plan>
  </ogr:featureMember>
</ogr:FeatureCollection>
