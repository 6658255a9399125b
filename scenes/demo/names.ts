// Names a local would believe and nobody can find on a map.
import { randomFor } from '../kit/random.ts';

const FIRST = [...'福瑞安和文明兴永广德仁泰康乐新华锦翠青竹梅兰桂松柏荷榕凤鹤云霞'];
const SECOND = [...'安兴宁泰和昌园溪山峰岭桥井塘门台亭湖泉田坂埔林洋庙埕墩'];

/** A stream of two-character roots (福安, 荷塘 …), each once; after they run out, with 新 or 小 before them. */
export function nameRoots(name: string, taken: Iterable<string> = []): () => string {
  const random = randomFor(name);
  const used = new Set(taken);
  const roots = FIRST.flatMap((first) => SECOND.filter((second) => second !== first).map((second) => first + second));
  for (let index = roots.length - 1; index > 0; index--) {
    const other = random.whole(0, index);
    [roots[index], roots[other]] = [roots[other]!, roots[index]!];
  }
  const fresh = roots.filter((root) => !used.has(root));
  let taking = 0;
  return () => {
    const round = Math.floor(taking / fresh.length);
    const root = fresh[taking++ % fresh.length]!;
    return round === 0 ? root : `${round === 1 ? '新' : '小'}${root}`;
  };
}
