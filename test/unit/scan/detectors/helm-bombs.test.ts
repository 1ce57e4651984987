import { describe, expect, it } from 'vitest';
import { ansible } from '../../../../src/core/scan/detectors/ansible.ts';
import { helm } from '../../../../src/core/scan/detectors/helm.ts';
import { kubernetes } from '../../../../src/core/scan/detectors/kubernetes.ts';
import { kustomize } from '../../../../src/core/scan/detectors/kustomize.ts';
import { skaffold } from '../../../../src/core/scan/detectors/skaffold.ts';
import { kubernetesBombs } from '../../../security/bombs/kubernetes.ts';
import { detect } from '../../../support/detect.ts';

const beside = Object.fromEntries(
  kubernetesBombs.filter((one) => /(Chart|values)\.yaml$/.test(one.path)).map((one) => [one.path, one.text]),
);
const chart = { ...beside, 'chart/Chart.yaml': 'apiVersion: v2\nname: bomb\n' };

describe('files made to hurt the readers of a cluster', () => {
  for (const bomb of kubernetesBombs) {
    it(`${bomb.name} takes no time`, async () => {
      const start = process.cpuUsage();
      for (const detector of [kubernetes, helm, kustomize, skaffold, ansible])
        if (detector.matches(bomb.path)) await detect(detector, bomb.path, bomb.text, bomb.path.includes('templates') ? chart : {});
      const used = process.cpuUsage(start);
      expect((used.user + used.system) / 1000).toBeLessThan(2000);
    });
  }
});
