import '../gradients';
import '../training';
