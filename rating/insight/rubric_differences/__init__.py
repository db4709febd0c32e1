"""Every difference of two rubrics, each as a sentence that a committee would write."""
