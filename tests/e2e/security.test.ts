/**
 * The locks of RELIABILITY §3, items 1–18 and 20, on the real application. Item 19 (fuses) belongs to the packed one.
 * Whatever is tried here is tried from inside the running pages or from a page we open with every lock off. The subjects
 * stand in files of their own and share one running application: what they refuse is read in one log.
 */
import { secureCalls } from './security/calls.ts';
import { secureContent } from './security/content.ts';
import { openSecurityLab } from './security/lab.ts';
import { secureOutside } from './security/outside.ts';
import { securePages } from './security/pages.ts';

const lab = openSecurityLab();

// First: the ordinary journey has made no foreign request yet.
secureContent(lab);
securePages(lab);
secureOutside(lab);
secureCalls(lab);
