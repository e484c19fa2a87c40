import sys
from pathlib import Path

# With --import-mode=importlib the folder of the tests is not on the path; `program` stands there.
sys.path.insert(0, str(Path(__file__).parent))
