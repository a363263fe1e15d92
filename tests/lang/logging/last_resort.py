# Without handlers: warnings and worse go to stderr, bare. Then what cannot be formatted.
import logging
import warnings

log = logging.getLogger("nobody.handles")
log.warning("bare")
log.info("not shown")
logging.lastResort = None
log.warning("told once that nobody handles it")
log.warning("not told again")
logging.captureWarnings(True)
warnings.warn("logged, not shown")
logging.captureWarnings(False)
warnings.warn("shown")
log.warn("deprecated")
