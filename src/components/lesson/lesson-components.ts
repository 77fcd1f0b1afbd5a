/**
 * What a lesson may use without importing it: the elements of CONTRIBUTING.md, and our own code block and table.
 * @module
 */
import BlastRadiusFigure from '#figures/blast-radius/BlastRadiusFigure.astro';
import CoupledDeploysFigure from '#figures/coupled-deploys/CoupledDeploysFigure.astro';
import StranglerFigure from '#figures/strangler-steps/StranglerFigure.astro';
import VisualFlowFigure from '#figures/visual-flow/VisualFlowFigure.astro';
import ShopMapFigure from '#figures/shop-map/ShopMapFigure.astro';
import AnnotatedCode from './AnnotatedCode.astro';
import Aside from './Aside.astro';
import Cite from './Cite.astro';
import CodeBlock from './CodeBlock.astro';
import Correction from './Correction.astro';
import DataTable from './DataTable.astro';
import LabLink from './LabLink.astro';
import Notebook from './Notebook.astro';
import Predict from './Predict.astro';
import Seed from './Seed.astro';
import Summary from './Summary.astro';
import Term from './Term.astro';

export const lessonComponents = {
  AnnotatedCode,
  Aside,
  BlastRadiusFigure,
  Cite,
  Correction,
  CoupledDeploysFigure,
  LabLink,
  Notebook,
  Predict,
  Seed,
  ShopMapFigure,
  StranglerFigure,
  Summary,
  Term,
  VisualFlowFigure,
  pre: CodeBlock,
  table: DataTable,
};
