import '../app/styles/layers.css';
import 'ui-kit/styles.css';
import '../app/styles/page.css';
